package org.tare.job.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** What a job does, once it holds its places, about others that have ended there without clearing up. */
final class Recovery {
    private final SparkSession spark;
    private final Configuration configuration;
    private final Journal self;
    private final List<Claim> borrowed = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    Recovery(SparkSession spark, Journal self) {
        this.spark = spark;
        this.configuration = spark.sparkContext().hadoopConfiguration();
        this.self = self;
    }

    /** Answers a sentence for each job that was found. */
    List<String> run() throws IOException {
        try {
            for (Map.Entry<Journal, Claim> ended : ended().entrySet()) {
                settle(ended.getKey(), ended.getValue());
            }
            return told;
        } finally {
            for (Claim claim : borrowed) {
                claim.release();
            }
        }
    }

    private Map<Journal, Claim> ended() throws IOException {
        Map<Journal, Claim> ended = new LinkedHashMap<>();
        for (Target target : self.targets()) {
            for (String id : new Claim(configuration, target.place(), self.id()).others()) {
                Claim found = new Claim(configuration, target.place(), id);
                Optional<Journal> journal = found.read();
                if (journal.isPresent()) {
                    ended.putIfAbsent(journal.get(), found);
                } else {
                    found.release();
                }
            }
        }
        return ended;
    }

    private void settle(Journal ended, Claim found) throws IOException {
        for (Target target : ended.targets()) {
            if (self.targets().stream().noneMatch(own -> own.place().equals(target.place()))) {
                borrow(target.place());
            }
        }
        Settlement settlement = new Settlement(spark, ended);
        boolean committed = settlement.isCommitted();
        settlement.settle();
        found.release();
        told.add("A job that was killed (" + ended.owner() + ") had " + (committed ? "committed" : "not committed")
                + " its outputs, which were therefore " + (committed ? "put in their places" : "taken back") + ": "
                + String.join(
                        ", ", ended.targets().stream().map(Target::toString).toList()) + ".");
    }

    private void borrow(String place) throws IOException {
        if (borrowed.stream().noneMatch(claim -> claim.place().toString().equals(place))) {
            Claim claim = new Claim(configuration, place, self.id());
            Holder.hold(configuration, claim, self);
            borrowed.add(claim);
        }
    }
}
