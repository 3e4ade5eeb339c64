/**
 * Dense matrices and their products.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.linalg.Matrix}</td><td>hold rows of numbers, or look at a part of an array as rows</td></tr>
 * <tr><td>{@link org.tare.linalg.FloatMatrix}, {@link org.tare.linalg.Operand}</td><td>hold them in single precision, or write one
 * code for both</td></tr>
 * <tr><td>{@link org.tare.linalg.Runs}</td><td>compute in double with numbers of either precision</td></tr>
 * <tr><td>{@link org.tare.linalg.Products}</td><td>multiply matrices, by the fastest BLAS the machine has</td></tr>
 * </table>
 */
package org.tare.linalg;
