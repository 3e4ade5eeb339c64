package org.tare.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tare.nn.loss.ClassWeightedLoss;
import org.tare.nn.loss.Loss;
import org.tare.nn.loss.Losses;
import org.tare.train.rows.RowSummary;

/**
 * What a training minimizes.
 *
 * @param loss the name of the loss
 * @param classWeights one for each class, or none
 * @param labelSmoothing the share of each label that is dealt to all classes
 * @param clipNorm the greatest norm of a gradient; infinity for any
 */
record Objective(String loss, List<Double> classWeights, double labelSmoothing, double clipNorm)
        implements Serializable {
    private static final String BALANCED = "balanced";
    private static final String NONE = "none";

    /** @throws IllegalArgumentException for a text that is neither none nor balanced nor weights above 0 */
    static void checkClassWeight(String text) {
        if (!text.equals(BALANCED)) {
            weights(text);
        }
    }

    /**
     * The weights that a text asks for.
     *
     * @throws IllegalArgumentException when they are not one for each class
     */
    static List<Double> classWeights(String text, int classes, RowSummary rows) {
        if (text.equals(BALANCED)) {
            return rows.balancedWeights(classes);
        }
        List<Double> weights = weights(text);
        if (!weights.isEmpty() && weights.size() != classes) {
            throw new IllegalArgumentException(
                    "classWeight is \"" + text + "\" and there are " + classes + " classes; give one weight for each.");
        }
        return weights;
    }

    private static List<Double> weights(String text) {
        List<Double> weights = new ArrayList<>();
        for (String each : text.equals(NONE) ? new String[0] : text.split(",", -1)) {
            double weight = number(each);
            if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("classWeight is \"" + text
                        + "\"; give none, balanced, or a number above 0 for each class, such as 1, 9.5.");
            }
            weights.add(weight);
        }
        return List.copyOf(weights);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The loss of training. */
    Loss training() {
        Loss smoothed = Losses.smoothed(loss, labelSmoothing);
        return classWeights.isEmpty() ? smoothed : new ClassWeightedLoss(smoothed, classWeights);
    }

    /** The loss that validation measures, of labels as they are. */
    Loss plain() {
        return Losses.parse(loss);
    }

    void addTo(Map<String, String> identity) {
        identity.put("loss", loss);
        identity.put("classWeight", classWeights.isEmpty() ? NONE : classWeights.toString());
        identity.put("labelSmoothing", "" + labelSmoothing);
        identity.put("clipNorm", "" + clipNorm);
    }
}
