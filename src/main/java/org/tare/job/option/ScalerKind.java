package org.tare.job.option;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.tare.feature.ColumnScaler;
import org.tare.feature.Scaler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A scaler that is registered for {@link ServiceLoader} as an estimator, under its name in a job: that of its class, in
 * lower case, without what scalers are called.
 */
record ScalerKind(String name, Class<? extends Scaler<?>> type) {
    static final String STANDARD = "standard";

    /** A parameter of every scaler. */
    static final String CLIP = "clipQuantiles";

    /** What a job sets for all scalers alike, or has options of its own for. */
    private static final List<String> SHARED = Stream.concat(
                    Stream.of("inputCols", "outputCols", CLIP),
                    Stream.of(new ColumnScaler().params()).map(param -> param.name()))
            .toList();

    /** All of them, by name. */
    static List<ScalerKind> all() {
        return List.copyOf(ServiceLoader.load(Estimator.class).stream()
                .map(ServiceLoader.Provider::type)
                .filter(Scaler.class::isAssignableFrom)
                .map(ScalerKind::of)
                .collect(Collectors.toMap(ScalerKind::name, kind -> kind, (one, same) -> one, TreeMap::new))
                .values());
    }

    static List<String> names() {
        return all().stream().map(ScalerKind::name).toList();
    }

    @SuppressWarnings("unchecked")
    private static ScalerKind of(Class<?> type) {
        String name = type.getSimpleName()
                .replaceFirst("^K(?=[A-Z])", "")
                .replaceFirst("(Scaler|Transformer|Discretizer)$", "")
                .toLowerCase(Locale.ROOT);
        return new ScalerKind(name, (Class<? extends Scaler<?>>) type);
    }

    static ScalerKind named(String name) {
        return all().stream()
                .filter(kind -> kind.name.equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("'" + name + "' is no scaler; give " + JobWords.either(names())));
    }

    Scaler<?> create() {
        try {
            return type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "Scaler '" + type.getName() + "' cannot be made; give it a public constructor without parameters.",
                    e);
        }
    }

    /** The parameters that it does not share with all others. */
    List<ParamOption> options() {
        return ParamOption.of(create())
                .filter(option -> !SHARED.contains(option.name()))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }

    /** Finds the scaler of that name. */
    static final class Parser implements ITypeConverter<ScalerKind> {
        @Override
        public ScalerKind convert(String name) {
            return named(name);
        }
    }

    /** All names, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
