package org.tare.nn.normalization;

import java.util.ArrayList;
import java.util.List;
import org.tare.nn.core.BuildContext;
import org.tare.nn.core.Gradients;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.StepContext;

/** The γ and β that follow a normalization, one of each for a channel; without them 1 and 0. */
final class ScaleShift {
    private final Parameter gamma;
    private final Parameter beta;
    private final List<Parameter> learned;

    /** @param kind whether gradients are summed with those of other layers, or agreed on by the layer itself */
    ScaleShift(BuildContext context, Parameter.Kind kind, boolean withGamma, boolean withBeta) {
        int channels = context.input().channels();
        gamma = Parameter.row(context.name("gamma"), kind, channels, 1);
        beta = Parameter.row(context.name("beta"), kind, channels, 0);
        learned = new ArrayList<>();
        if (withGamma) {
            learned.add(gamma);
        }
        if (withBeta) {
            learned.add(beta);
        }
    }

    double[] gamma() {
        return gamma.array();
    }

    double[] beta() {
        return beta.array();
    }

    List<Parameter> parameters() {
        return learned;
    }

    /** Hands in the gradients, of those that are learned. */
    void gradients(StepContext context, Gradients.Share ofGamma, Gradients.Share ofBeta) {
        for (Parameter parameter : learned) {
            context.gradients().set(parameter, parameter == gamma ? ofGamma : ofBeta);
        }
    }
}
