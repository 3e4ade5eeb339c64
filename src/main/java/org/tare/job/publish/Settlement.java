package org.tare.job.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** One job's changes at all of its places: taken back, or finished where they are committed. */
final class Settlement {
    private static final String COMMITTED = "committed";

    private final List<Claim> claims = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    Settlement(SparkSession spark, Journal journal) throws IOException {
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        for (Target target : journal.targets()) {
            Claim claim = new Claim(configuration, target.place(), journal.id());
            claims.add(claim);
            changes.add(change(spark, target, claim, journal.id()));
        }
    }

    private static Change change(SparkSession spark, Target target, Claim claim, String id) {
        return switch (target.change()) {
            case NEW -> new AddFiles(claim, true);
            case APPEND -> new AddFiles(claim, false);
            case NEW_FILE -> new ReplaceFolder(claim, true);
            case REPLACE -> new ReplaceFolder(claim, false);
            case NEW_TABLE -> new ReplaceTable(spark, target.table(), id, true);
            case REPLACE_TABLE -> new ReplaceTable(spark, target.table(), id, false);
            case NONE -> new Change() {};
        };
    }

    List<Claim> claims() {
        return claims;
    }

    List<Change> changes() {
        return changes;
    }

    void commit() throws IOException {
        claims.get(0).mark(COMMITTED);
    }

    boolean isCommitted() throws IOException {
        return !claims.isEmpty() && claims.get(0).isMarked(COMMITTED);
    }

    /** Finishes or takes back, whatever was done of it before. */
    void settle() throws IOException {
        boolean committed = isCommitted();
        for (int i = 0; i < changes.size(); i++) {
            // A claim that is gone was released, so its change is settled; to repeat it would move the new away.
            if (claims.get(i).read().isEmpty()) {
                continue;
            }
            if (committed) {
                changes.get(i).after();
            } else {
                changes.get(i).undo();
            }
        }
        release();
    }

    /** Removes all that lies beside the places; the one with the mark last, as the others are judged by it. */
    private void release() throws IOException {
        List<Claim> reversed = new ArrayList<>(claims);
        Collections.reverse(reversed);
        for (Claim claim : reversed) {
            claim.release();
        }
    }
}
