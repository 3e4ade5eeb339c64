package org.tare.spark.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.UserDefinedType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * What projections of a plan make of a row all of whose numbers are one; nothing is run. As any stage may be where there is such
 * a row, all parts of the plan are taken for its source, one after the other.
 */
public final class ConstantRow {
    private static final DataType VECTOR = SQLDataTypes.VectorType();

    private final LogicalPlan source;
    private final double value;
    private final int size;
    private final Map<ExprId, Literal> known = new HashMap<>();
    private int scalars;
    private int vectors;

    private ConstantRow(LogicalPlan source, double value, int size) {
        this.source = source;
        this.value = value;
        this.size = size;
    }

    /**
     * What the last column of the data, an {@code array<double>}, may hold of such rows: such a row itself, and what stages made of
     * one. A source is one of as many numbers as there are in the column, so that each of these comes from one of its own.
     *
     * @param size how many numbers such a row has, and the column too
     */
    public static List<double[]> of(Dataset<?> data, double value, int size) {
        LogicalPlan plan = Plans.analyzed(data);
        List<double[]> made = new ArrayList<>();
        LogicalPlan source = plan;
        while (source != null) {
            new ConstantRow(source, value, size)
                    .made(plan)
                    .filter(numbers -> made.stream().noneMatch(before -> Arrays.equals(before, numbers)))
                    .ifPresent(made::add);
            source = source.children().size() == 1 ? source.children().head() : null;
        }
        return made;
    }

    private Optional<double[]> made(LogicalPlan plan) {
        try {
            Literal made = value(plan.output().last(), plan);
            boolean isWhole = vectors == 0 ? scalars == size : vectors == 1 && scalars == 0;
            return isWhole && made.value() instanceof ArrayData array && array.numElements() == size
                    ? Optional.of(array.toDoubleArray())
                    : Optional.empty();
        } catch (RuntimeException e) {
            // Any expression may refuse to be computed here, such as Python's, or to take such a row.
            return Optional.empty();
        }
    }

    private Literal value(Attribute attribute, LogicalPlan plan) {
        Literal before = known.get(attribute.exprId());
        if (before == null) {
            before = found(attribute, plan);
            known.put(attribute.exprId(), before);
        }
        return before;
    }

    private Literal found(Attribute attribute, LogicalPlan plan) {
        if (plan == source) {
            return constant(attribute.dataType());
        }
        if (plan instanceof Project project) {
            for (NamedExpression made : CollectionConverters.asJava(project.projectList())) {
                if (made instanceof Alias alias && alias.exprId().equals(attribute.exprId())) {
                    return computed(alias.child(), project.child());
                }
            }
        }
        for (LogicalPlan child : CollectionConverters.asJava(plan.children())) {
            if (child.outputSet().contains(attribute)) {
                return value(attribute, child);
            }
        }
        return constant(attribute.dataType());
    }

    private Literal computed(Expression expression, LogicalPlan plan) {
        Expression closed = expression.transformUp(new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(Expression part) {
                return part instanceof Attribute;
            }

            @Override
            public Expression apply(Expression part) {
                return value((Attribute) part, plan);
            }
        });
        return Literal.create(closed.eval(null), expression.dataType());
    }

    private Literal constant(DataType type) {
        if (type.equals(VECTOR)) {
            vectors++;
            @SuppressWarnings("unchecked")
            UserDefinedType<Vector> vectors = (UserDefinedType<Vector>) type;
            return Literal.create(vectors.serialize(Vectors.dense(numbers())), type);
        }
        if (type instanceof ArrayType array && array.elementType() instanceof NumericType) {
            vectors++;
            return cast(new GenericArrayData(numbers()), DataTypes.createArrayType(DataTypes.DoubleType), type);
        }
        if (type instanceof NumericType || type instanceof BooleanType) {
            scalars++;
            return cast(value, DataTypes.DoubleType, type);
        }
        return Literal.create(null, type);
    }

    private double[] numbers() {
        double[] numbers = new double[size];
        Arrays.fill(numbers, value);
        return numbers;
    }

    private static Literal cast(Object value, DataType from, DataType to) {
        return from.equals(to)
                ? Literal.create(value, to)
                : Literal.create(new Cast(Literal.create(value, from), to, Option.empty()).eval(null), to);
    }
}
