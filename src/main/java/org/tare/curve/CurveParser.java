package org.tare.curve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form of curves: steps {@code name(key=numbers, ...)} in the order in which they are applied. */
final class CurveParser {
    private static final Pattern STEP = Pattern.compile("\\s*(\\w+)\\(([^()]*)\\)\\s*");

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
        Matcher step = STEP.matcher(text);
        int end = 0;
        while (end < text.length() && step.find(end) && step.start() == end) {
            curve = next(curve, step.group(1), step.group(2), text);
            end = step.end();
        }
        if (curve == null || end < text.length()) {
            throw unreadable(text, null);
        }
        return curve;
    }

    static List<CurveStep> steps(String text) {
        List<CurveStep> steps = new ArrayList<>();
        for (Matcher step = STEP.matcher(text); step.find(); ) {
            Map<String, double[]> numbers = new LinkedHashMap<>();
            for (String argument : step.group(2).split(",", -1)) {
                String[] pair = argument.split("=", 2);
                if (pair.length == 2) {
                    numbers.put(pair[0].trim(), list(pair[1]));
                }
            }
            steps.add(new CurveStep(step.group(1), numbers));
        }
        return steps;
    }

    private static double[] list(String text) {
        return Arrays.stream(text.trim().split("\\s+", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static Curve next(Curve before, String name, String list, String text) {
        try {
            if (name.equals("clip") && before != null) {
                double[][] n = numbers(list, List.of("min", "max"));
                return new Clipped(before, one(n[0]), one(n[1]));
            }
            Step step = STEPS.get(name);
            if (step == null) {
                throw unreadable(text, null);
            }
            Curve curve = step.make.apply(numbers(list, step.keys));
            return before == null ? curve : Chain.of(before, curve);
        } catch (NumberFormatException e) {
            throw unreadable(text, e);
        }
    }

    private static double[][] numbers(String list, List<String> keys) {
        String[] words = list.isEmpty() ? new String[0] : list.split(",", -1);
        double[][] numbers = new double[keys.size()][];
        if (words.length != keys.size()) {
            throw new NumberFormatException(list);
        }
        for (int i = 0; i < numbers.length; i++) {
            String[] pair = words[i].trim().split("=", 2);
            if (!pair[0].equals(keys.get(i)) || pair.length != 2) {
                throw new NumberFormatException(words[i]);
            }
            numbers[i] = list(pair[1]);
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
