package org.tare.feature;

import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tare.feature.plan.ColumnMapping;

/** What is made of a column, and by which formula. */
record ColumnFormula(ColumnMapping mapping, Formula formula) implements Serializable {
    /** The columns of a stage, given how the name of an input is found. */
    interface Source {
        List<ColumnFormula> formulas(UnaryOperator<String> find);
    }
}
