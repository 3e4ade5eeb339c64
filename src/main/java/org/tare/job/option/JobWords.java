package org.tare.job.option;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Sentences about the parameters of stages, in the words of who gave options: {@code --with-mean}, not {@code withMean}. */
public final class JobWords {
    /** Parameters whose options have names of their own. */
    private static final Map<String, String> OWN_NAMES = Map.of(
            "inputCols", "--columns",
            "featuresCol", "--features",
            "labelCol", "--label",
            "validationIndicatorCol", "--validation-col");

    /** What is quoted stays; a parameter of one word is told from prose only where it is to be set, or said to be something. */
    private static final Pattern NAME = Pattern.compile("'[^']*'|\"[^\"]*\"|`[^`]*`"
            + "|(?<=\\bset )(?<word>[a-z]+)\\b(?=,| to | and )"
            + "|(?:^|(?<= and ))(?<said>[a-z]+)\\b(?= is )"
            + "|\\b(?<camel>[a-z]+(?:[A-Z][a-z0-9]*)+)\\b(?!\\()"
            + "|\\b(?<stage>[A-Za-z]+)_[0-9a-f]{12}\\b");

    /** The group of the kind of a stage; those before it are names. */
    private static final int STAGE = 4;

    private JobWords() {}

    static String option(String param) {
        return OWN_NAMES.getOrDefault(
                param, "--" + param.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }

    /** The sentence with the options for the parameters that have one, and without identities of stages. */
    public static String of(String sentence, Predicate<String> isOption) {
        return NAME.matcher(sentence).replaceAll(match -> Matcher.quoteReplacement(of(match, isOption)));
    }

    private static String of(MatchResult match, Predicate<String> isOption) {
        if (match.group(STAGE) != null) {
            return match.group(STAGE);
        }
        return IntStream.range(1, STAGE)
                .mapToObj(match::group)
                .filter(Objects::nonNull)
                .map(JobWords::option)
                .filter(isOption)
                .findFirst()
                .orElse(match.group());
    }

    /** {@code a, b or c}. */
    static String either(List<String> names) {
        return listed(names, " or ");
    }

    /** {@code a, b and c}. */
    static String all(List<String> names) {
        return listed(names, " and ");
    }

    private static String listed(List<String> names, String beforeLast) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + beforeLast + names.get(last);
    }
}
