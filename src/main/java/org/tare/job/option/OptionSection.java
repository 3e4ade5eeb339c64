package org.tare.job.option;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** Options that a job builds itself, and their section of the help. */
public record OptionSection(String heading, List<OptionSpec> options) {
    private static final String KEY = "sections";

    /** Adds the options to a command, and their sections to its help, behind its own options. */
    public static void addAll(CommandLine command, List<OptionSection> sections) {
        CommandSpec spec = command.getCommandSpec();
        List<OptionSpec> own = List.copyOf(spec.options());
        distinct(sections).forEach(option -> spec.addOption(parsed(option, command)));
        List<String> keys = new ArrayList<>(command.getHelpSectionKeys());
        keys.add(keys.indexOf(UsageMessageSpec.SECTION_KEY_OPTION_LIST) + 1, KEY);
        command.setHelpSectionKeys(keys);
        command.getHelpSectionMap().put(KEY, help -> text(help, own, sections, spec.optionsMap()::containsKey));
    }

    /** Scalers may share the name of a parameter; the option is theirs together. */
    private static Collection<OptionSpec> distinct(List<OptionSection> sections) {
        Map<String, OptionSpec> options = new LinkedHashMap<>();
        for (OptionSection section : sections) {
            section.options.forEach(option -> options.putIfAbsent(option.longestName(), option));
        }
        return options.values();
    }

    private static OptionSpec parsed(OptionSpec option, CommandLine command) {
        return OptionSpec.builder(option)
                .hidden(true)
                .setter(new Checked(option.setter(), command))
                .build();
    }

    private static String text(
            Help help, List<OptionSpec> own, List<OptionSection> sections, Predicate<String> isOption) {
        StringBuilder text = new StringBuilder();
        for (OptionSection section : sections) {
            // Columns are as wide as those of the command's own options.
            Help.Layout layout = help.createDefaultLayout(own, List.of(), help.colorScheme());
            for (OptionSpec option : section.options) {
                String[] said = Stream.of(option.description())
                        .map(sentence -> JobWords.of(sentence, isOption))
                        .toArray(String[]::new);
                layout.addOption(OptionSpec.builder(option).description(said).build(), help.parameterLabelRenderer());
            }
            text.append(String.format("%n%s%n%s", section.heading, layout));
        }
        return text.toString();
    }

    /** What takes the values of an option. Before it parses, picocli resets an option to null. */
    record Taker<T>(Class<T> type, Consumer<T> taken) implements ISetter {
        @Override
        public <V> V set(V value) {
            if (value != null) {
                taken.accept(type.cast(value));
            }
            return null;
        }
    }

    /** What is not allowed is wrong usage. */
    private record Checked(ISetter setter, CommandLine command) implements ISetter {
        @Override
        public <V> V set(V value) throws Exception {
            try {
                return setter.set(value);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(command, e.getMessage(), e);
            }
        }
    }
}
