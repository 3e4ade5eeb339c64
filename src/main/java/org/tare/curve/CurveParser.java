package org.tare.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form of curves: steps {@code name(key=numbers, ...)} in the order in which they are applied. */
final class CurveParser {
    private static final Pattern STEP = Pattern.compile("\\s*(\\w+)\\(([^()]*)\\)\\s*");

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** The step that holds what those before it give, and so is no curve by itself. */
    private static final String CLIP = "clip";

    private static final List<String> CLIP_KEYS = List.of("min", "max");

    /** The keys of a step, and the curve that a list of numbers for each makes. */
    private record Step(List<String> keys, Function<double[][], Curve> make) {}

    private static final Map<String, Step> STEPS = steps();

    private CurveParser() {}

    private static Map<String, Step> steps() {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("affine", new Step(List.of("x0", "dx", "y0", "dy"), n -> affine(n)));
        steps.put(
                "pinned",
                new Step(
                        List.of("x0", "dx", "y0", "dy", "x1", "y1"), n -> new Pinned(affine(n), one(n[4]), one(n[5]))));
        steps.put("fill", new Step(List.of("value"), n -> new Fill(one(n[0]))));
        steps.put("missing", new Step(List.of(), n -> new Missing()));
        steps.put("knots", new Step(List.of("x", "y"), n -> new Knots(n[0], n[1])));
        steps.put("bins", new Step(List.of("edges"), n -> new Bins(n[0])));
        for (PowerMethod method : PowerMethod.values()) {
            for (boolean isInverse : new boolean[] {false, true}) {
                steps.put(
                        Power.name(method, isInverse),
                        new Step(List.of("lambda", "origin"), n -> new Power(method, one(n[0]), one(n[1]), isInverse)));
            }
        }
        List.of(Elementary.values()).forEach(curve -> steps.put(curve.word(), new Step(List.of(), n -> curve)));
        List.of(new Normal(false), new Normal(true))
                .forEach(curve -> steps.put(curve.word(), new Step(List.of(), n -> curve)));
        return steps;
    }

    private static Affine affine(double[]... n) {
        return new Affine(one(n[0]), one(n[1]), one(n[2]), one(n[3]));
    }

    static Curve parse(String text) {
        Curve curve = null;
        for (CurveStep step : steps(text)) {
            curve = next(curve, step, text);
        }
        return curve;
    }

    private static Curve next(Curve before, CurveStep step, String text) {
        double[][] numbers = step.numbers().values().toArray(double[][]::new);
        try {
            if (step.name().equals(CLIP)) {
                return new Clipped(before, one(numbers[0]), one(numbers[1]));
            }
            Curve curve = STEPS.get(step.name()).make.apply(numbers);
            return before == null ? curve : Chain.of(before, curve);
        } catch (NumberFormatException e) {
            throw unreadable(text, e);
        }
    }

    /** The steps of a text, each with the keys that it has to have. */
    static List<CurveStep> steps(String text) {
        Objects.requireNonNull(text, "The text of the curve is null; give what toText() wrote.");
        List<CurveStep> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        int end = 0;
        while (end < text.length() && step.find(end) && step.start() == end) {
            String name = step.group(1);
            boolean isClip = name.equals(CLIP) && !steps.isEmpty();
            if (!isClip && !STEPS.containsKey(name)) {
                throw unreadable(text, null);
            }
            try {
                steps.add(new CurveStep(name, numbers(step.group(2), isClip ? CLIP_KEYS : STEPS.get(name).keys)));
            } catch (NumberFormatException e) {
                throw unreadable(text, e);
            }
            end = step.end();
        }
        if (steps.isEmpty() || end < text.length()) {
            throw unreadable(text, null);
        }
        return steps;
    }

    private static Map<String, double[]> numbers(String list, List<String> keys) {
        String[] words = list.isEmpty() ? new String[0] : list.split(",", -1);
        if (words.length != keys.size()) {
            throw new NumberFormatException(list);
        }
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i++) {
            String[] pair = words[i].trim().split("=", 2);
            if (!pair[0].equals(keys.get(i)) || pair.length != 2) {
                throw new NumberFormatException(words[i]);
            }
            numbers.put(
                    keys.get(i),
                    BLANKS.splitAsStream(pair[1].trim())
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        }
        return numbers;
    }

    private static double one(double... list) {
        if (list.length != 1) {
            throw new NumberFormatException(Arrays.toString(list));
        }
        return list[0];
    }

    private static IllegalArgumentException unreadable(String text, Exception cause) {
        return new IllegalArgumentException(
                "'" + text + "' is no curve; expected steps such as"
                        + " 'affine(x0=1.0, dx=2.0, y0=0.0, dy=1.0) clip(min=0.0, max=1.0)'.",
                cause);
    }
}
