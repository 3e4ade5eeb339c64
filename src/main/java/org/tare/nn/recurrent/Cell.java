package org.tare.nn.recurrent;

import org.tare.linalg.Matrix;

/** The equations of one step of a recurrent layer. Matrices have a row for each sequence. */
abstract class Cell {
    private final int gates;
    private final int states;
    private final int memory;

    /**
     * A cell of so many numbers of each unit.
     *
     * @param gates how many the input part and the recurrent part have
     * @param states how many are carried to the next step: h, and what else
     * @param memory how many the derivative wants of each step
     */
    Cell(int gates, int states, int memory) {
        this.gates = gates;
        this.states = states;
        this.memory = memory;
    }

    final int gates() {
        return gates;
    }

    final int states() {
        return states;
    }

    final int memory() {
        return memory;
    }

    /**
     * One step.
     *
     * @param a the input part, gates·units
     * @param u the recurrent part, gates·units
     * @param before the states before the step, h first
     * @param after receives the states after it
     * @param kept receives what {@link #backward} wants
     */
    abstract void forward(Matrix a, Matrix u, Matrix[] before, Matrix[] after, Matrix kept);

    /**
     * Its derivative.
     *
     * @param dAfter the gradient of the states after the step
     * @param da receives that of the input part
     * @param du receives that of the recurrent part
     * @param dBefore receives that of the states before it, apart from what comes by u
     */
    abstract void backward(Matrix kept, Matrix[] before, Matrix[] dAfter, Matrix da, Matrix du, Matrix[] dBefore);
}
