package org.tare.nn;

import java.util.Arrays;
import java.util.List;
import org.tare.linalg.Matrix;
import org.tare.nn.core.Batch;
import org.tare.nn.core.StepContext;

/** Finds where numbers ceased to be finite, once the loss has. */
final class NonFiniteCheck {
    private NonFiniteCheck() {}

    /**
     * Checks the loss of a step.
     *
     * @throws ArithmeticException on all ranks when the loss, which they share, is not finite
     */
    static void check(double loss, Batch features, StepContext context, double rate) {
        if (Double.isFinite(loss)) {
            return;
        }
        List<StepContext.Output> outputs = context.outputs();
        int mine = isFinite(features) ? 0 : -1;
        while (mine >= 0 && mine < outputs.size() && isFinite(outputs.get(mine).batch())) {
            mine++;
        }
        int first = Arrays.stream(context.replicas().collective().gather(new double[] {mine}))
                .mapToInt(rank -> (int) rank[0])
                .min()
                .getAsInt();
        throw new ArithmeticException("The loss is " + loss + " at step " + context.step() + ", "
                + (first < 0
                        ? "because the features hold NaN or infinity; replace or drop such rows."
                        : (first < outputs.size()
                                        ? "where layer " + outputs.get(first).layer() + " was the first to overflow"
                                        : "though all outputs are finite")
                                + "; try a learning rate below " + rate + ", or scale the features."));
    }

    private static boolean isFinite(Batch batch) {
        return batch.shards().stream().allMatch(NonFiniteCheck::isFinite);
    }

    private static boolean isFinite(Matrix x) {
        return Arrays.stream(x.data(), x.offset(), x.offset() + x.size()).allMatch(Double::isFinite);
    }
}
