package org.tare.nn.recurrent;

import org.tare.linalg.Matrix;

/** The equations of one step of a recurrent layer. Matrices have a row for each sequence. */
interface Cell {
    /** How many numbers of each unit the input part and the recurrent part have. */
    int gates();

    /** How many numbers of each unit are carried to the next step: h, and what else. */
    int states();

    /** How many numbers of each unit and step the derivative wants. */
    int memory();

    /**
     * One step.
     *
     * @param a the input part, gates·units
     * @param u the recurrent part, gates·units
     * @param before the states before the step, h first
     * @param after receives the states after it
     * @param kept receives what {@link #backward} wants
     */
    void forward(Matrix a, Matrix u, Matrix[] before, Matrix[] after, Matrix kept);

    /**
     * Its derivative.
     *
     * @param dAfter the gradient of the states after the step
     * @param da receives that of the input part
     * @param du receives that of the recurrent part
     * @param dBefore receives that of the states before it, apart from what comes by u
     */
    void backward(Matrix kept, Matrix[] before, Matrix[] dAfter, Matrix da, Matrix du, Matrix[] dBefore);
}
