package org.tare.job.publish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files come to a folder that is there, or that is not and may not be. */
record AddFiles(Claim claim, boolean isNew) implements Change {
    private static final String MANIFEST = "files";

    @Override
    public void check() throws IOException {
        Written.require(claim);
        if (isNew) {
            Written.requireNoOther(claim);
        }
    }

    @Override
    public void before() throws IOException {
        FileSystem files = claim.files();
        List<String> added = new ArrayList<>();
        for (String name : Moves.relative(files, claim.fresh())) {
            // Marks such as _SUCCESS have the same name in every folder; those of rows never have.
            if (isNew || !files.exists(new Path(claim.place(), name))) {
                added.add(name);
            }
        }
        claim.write(claim.note(MANIFEST), String.join("\n", added));
        if (!files.exists(claim.place())) {
            Moves.move(files, claim.fresh(), claim.place());
            return;
        }
        for (String name : added) {
            Moves.move(files, new Path(claim.fresh(), name), new Path(claim.place(), name));
        }
    }

    @Override
    public void undo() throws IOException {
        if (!claim.isMarked(MANIFEST)) {
            return;
        }
        for (String name : claim.text(claim.note(MANIFEST)).split("\n", -1)) {
            if (!name.isEmpty()) {
                Path path = new Path(claim.place(), name);
                requireWithin(path);
                claim.files().delete(path, false);
                removeEmpty(path.getParent());
            }
        }
    }

    /** A list that others wrote may lead elsewhere. */
    private void requireWithin(Path path) throws IOException {
        if (!path.toString().startsWith(claim.place() + Path.SEPARATOR)) {
            throw new IOException(
                    "'" + claim.note(MANIFEST) + "' names '" + path + "', which is not in '" + claim.place()
                            + "'; remove '" + claim.note(MANIFEST).getParent() + "' if no job of yours wrote it.");
        }
    }

    private void removeEmpty(Path folder) throws IOException {
        FileSystem files = claim.files();
        Path empty = folder;
        while (!empty.equals(claim.place().getParent())
                && files.exists(empty)
                && Moves.list(files, empty).length == 0) {
            files.delete(empty, true);
            empty = empty.getParent();
        }
    }
}
