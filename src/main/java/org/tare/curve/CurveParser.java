package org.tare.curve;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text form of curves: steps {@code name(key=number, ...)} in the order in which they are applied. */
final class CurveParser {
    private static final Pattern STEP = Pattern.compile("\\s*(\\w+)\\(([^()]*)\\)\\s*");

    private CurveParser() {}

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

    private static Curve next(Curve before, String name, String list, String text) {
        try {
            if (name.equals("clip") && before != null) {
                double[] n = numbers(list, "min", "max");
                return new Clipped(before, n[0], n[1]);
            }
            Curve step = single(name, list, text);
            return before == null ? step : Chain.of(before, step);
        } catch (NumberFormatException e) {
            throw unreadable(text, e);
        }
    }

    private static Curve single(String name, String list, String text) {
        switch (name) {
            case "affine" -> {
                double[] n = numbers(list, "x0", "dx", "y0", "dy");
                return new Affine(n[0], n[1], n[2], n[3]);
            }
            case "pinned" -> {
                double[] n = numbers(list, "x0", "dx", "y0", "dy", "x1", "y1");
                return new Pinned(new Affine(n[0], n[1], n[2], n[3]), n[4], n[5]);
            }
            default -> throw unreadable(text, null);
        }
    }

    private static double[] numbers(String list, String... keys) {
        String[] words = list.split(",", -1);
        double[] numbers = new double[keys.length];
        if (words.length != keys.length) {
            throw new NumberFormatException(list);
        }
        for (int i = 0; i < keys.length; i++) {
            String[] pair = words[i].trim().split("=", 2);
            if (!pair[0].equals(keys[i]) || pair.length != 2) {
                throw new NumberFormatException(words[i]);
            }
            numbers[i] = Double.parseDouble(pair[1]);
        }
        return numbers;
    }

    private static IllegalArgumentException unreadable(String text, Exception cause) {
        return new IllegalArgumentException(
                "'" + text + "' is no curve; expected steps such as"
                        + " 'affine(x0=1.0, dx=2.0, y0=0.0, dy=1.0) clip(min=0.0, max=1.0)'.",
                cause);
    }
}
