package org.tare.spark.stage;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Predicate;
import scala.runtime.AbstractFunction1;

/** A check of a parameter's value that says what to set instead, where Spark would only call the value invalid. */
final class ParamCheck<T> extends AbstractFunction1<T, Object> implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What a value must fulfill. */
    interface Condition<T> extends Predicate<T>, Serializable {}

    private final String name;
    private final Condition<T> condition;
    private final String allowed;

    /** @param allowed what a user may set instead, as it follows "set {@code name} to" */
    ParamCheck(String name, Condition<T> condition, String allowed) {
        this.name = name;
        this.condition = condition;
        this.allowed = allowed;
    }

    @Override
    public Object apply(T value) {
        if (value == null || !condition.test(value)) {
            String text = value instanceof String
                    ? "'" + value + "'"
                    : value instanceof double[] numbers ? Arrays.toString(numbers) : String.valueOf(value);
            throw new IllegalArgumentException(name + " cannot be " + text + "; set " + name + " to " + allowed + ".");
        }
        return true;
    }
}
