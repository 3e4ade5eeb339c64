package org.tare.scoring;

/** The errors of stages that cannot leave Spark, each of which says what can. */
public final class Unexportable {
    private Unexportable() {}

    /**
     * What a stage of another's does not let out, nor one that is not fitted.
     *
     * @param uid of the stage
     * @param className of the stage
     */
    public static IllegalArgumentException foreign(String uid, String className) {
        String stage = "The stage '" + uid + "', a " + className.substring(className.lastIndexOf('.') + 1);
        if (className.startsWith("org.tare.") || className.endsWith(".Pipeline")) {
            return new IllegalArgumentException(
                    stage + ", has learned nothing yet; export the model that its fit gives.");
        }
        return new IllegalArgumentException(stage
                + ", is none that Tare can export; export a pipeline of the stages before it, or each stage alone.");
    }

    /**
     * What a scaler by group does not let out.
     *
     * @param uid of the scaler
     */
    public static IllegalArgumentException byGroup(String uid) {
        return new IllegalArgumentException(
                "The scaler '" + uid + "' has other curves for each group, and only those of"
                        + " one group can be exported; take its model by group(...).");
    }

    /** The error of a scaler whose bins are vectors. */
    public static IllegalArgumentException oneHot(String uid) {
        return new IllegalArgumentException("The scaler '" + uid
                + "' makes vectors of bins (encode=onehot), which cannot be exported; fit it with encode=ordinal, or export the"
                + " other columns by select(...).");
    }

    /** Refuses a scaler whose transform returns something else than scaled rows. */
    public static void requireScaled(String uid, String returns) {
        if (!returns.equals("scaled")) {
            throw new IllegalArgumentException("The scaler '" + uid + "' has returns=" + returns
                    + ", and only what it scales can be exported; set returns to scaled.");
        }
    }
}
