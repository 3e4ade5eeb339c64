package org.tare.scoring;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.List;

/** What one stage of a pipeline does to a row: it reads columns and adds others, or puts them in the place of some. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
public sealed interface Step extends Serializable permits ScaleStep, AssembleStep, NormStep, NetworkStep, LabelStep {
    /** The columns that are read. */
    List<Port> reads();

    /** The columns of numbers that are written, in the order in which {@link Operation} writes them. */
    List<Port> writes();

    /** What is done, made once for many rows; one thread at a time may run it. */
    Operation operation();

    /** What is done to the numbers of one row. */
    interface Operation {
        /**
         * Computes the results.
         *
         * @param row holds all numbers of the row
         * @param from where in it each number that is read stands
         * @param to where in it the results go, one behind the other
         */
        void run(double[] row, int[] from, int to);
    }
}
