package org.tare.nn.recurrent;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.tare.linalg.Matrix;
import org.tare.linalg.Operand;
import org.tare.linalg.Products;
import org.tare.nn.core.Channels;
import org.tare.nn.core.Parameter;
import org.tare.nn.core.StepContext;

/** The way through the steps of a shard's sequences, with {@code u = U h + b} at each, and the way back. */
final class TimeWalk {
    /** What the way back wants. */
    static final class Trace {
        private final PackedSteps packed;
        private final Matrix[] states;
        private final Matrix kept;
        private final int sequences;

        private Trace(PackedSteps packed, Matrix[] states, Matrix kept, int sequences) {
            this.packed = packed;
            this.states = states;
            this.kept = kept;
            this.sequences = sequences;
        }

        /** h before each step. */
        Matrix before() {
            return states[0];
        }
    }

    private final Cell cell;
    private final int units;
    private final boolean all;
    private final Parameter weight;
    private final Parameter bias;

    /** @param all whether the output is the state after each step rather than the last */
    TimeWalk(Cell cell, int units, boolean all, Parameter weight, Parameter bias) {
        this.cell = cell;
        this.units = units;
        this.all = all;
        this.weight = weight;
        this.bias = bias;
    }

    /** @param a the input part of all steps */
    Trace forward(PackedSteps packed, Matrix a, Matrix y, StepContext context) {
        int sequences = y.rows();
        Matrix[] state = states(sequences, context);
        Matrix[] after = states(sequences, context);
        Matrix[] before = states(a.rows(), context);
        Matrix kept = context.matrix(a.rows(), cell.memory() * units);
        Matrix u = context.matrix(sequences, a.cols());
        Operand w = context.operand(weight.value());
        Operand rounded = context.operand(sequences, units);
        Matrix outputs = all ? context.matrix(a.rows(), units) : null;
        for (Matrix each : state) {
            each.fill(0);
        }
        for (int step = 0; step < packed.steps(); step++) {
            int count = packed.count(step);
            Matrix[] now = at(packed, step, before);
            Matrix[] next = first(count, after);
            for (int i = 0; i < state.length; i++) {
                packed.gather(step, state[i], now[i]);
            }
            Matrix recurrent = u.rows(0, count);
            Channels.fill(recurrent, bias.value());
            Products.addRightTransposed(operand(now[0], rounded), w, recurrent);
            cell.forward(packed.at(step, a), recurrent, now, next, packed.at(step, kept));
            for (int i = 0; i < state.length; i++) {
                packed.scatter(step, next[i], state[i]);
            }
            if (all) {
                packed.at(step, outputs).copy(next[0]);
            }
        }
        if (all) {
            y.fill(0);
            packed.unpack(outputs, y.reshape(sequences * packed.steps(), units));
        } else {
            y.copy(state[0]);
        }
        return new Trace(packed, before, kept, sequences);
    }

    /** Writes the gradients of the input part and of the recurrent part of all steps. */
    void backward(Trace trace, Matrix dy, Matrix da, Matrix du, StepContext context) {
        PackedSteps packed = trace.packed;
        Matrix[] state = states(trace.sequences, context);
        Matrix[] after = states(trace.sequences, context);
        Matrix[] before = states(trace.sequences, context);
        Operand w = context.operand(weight.value());
        Operand rounded = context.operand(trace.sequences, w.rows());
        Matrix byU = context.matrix(trace.sequences, units);
        for (Matrix each : state) {
            each.fill(0);
        }
        if (!all) {
            state[0].copy(dy);
        }
        for (int step = packed.steps() - 1; step >= 0; step--) {
            int count = packed.count(step);
            Matrix[] dAfter = first(count, after);
            Matrix[] dBefore = first(count, before);
            for (int i = 0; i < state.length; i++) {
                packed.gather(step, state[i], dAfter[i]);
            }
            if (all) {
                packed.addPacked(step, dy.reshape(trace.sequences * packed.steps(), units), dAfter[0]);
            }
            Matrix recurrent = packed.at(step, du);
            cell.backward(
                    packed.at(step, trace.kept),
                    at(packed, step, trace.states),
                    dAfter,
                    packed.at(step, da),
                    recurrent,
                    dBefore);
            Matrix through = byU.rows(0, count);
            Products.multiply(operand(recurrent, rounded), w, through);
            dBefore[0].add(through);
            for (int i = 0; i < state.length; i++) {
                packed.scatter(step, dBefore[i], state[i]);
            }
        }
    }

    private static Operand operand(Matrix numbers, Operand buffer) {
        return buffer.holding(numbers.data(), numbers.offset(), numbers.rows(), numbers.cols());
    }

    private Matrix[] states(int rows, StepContext context) {
        return IntStream.range(0, cell.states())
                .mapToObj(i -> context.matrix(rows, units))
                .toArray(Matrix[]::new);
    }

    private static Matrix[] at(PackedSteps packed, int step, Matrix[] states) {
        return Arrays.stream(states).map(state -> packed.at(step, state)).toArray(Matrix[]::new);
    }

    private static Matrix[] first(int count, Matrix[] states) {
        return Arrays.stream(states).map(state -> state.rows(0, count)).toArray(Matrix[]::new);
    }
}
