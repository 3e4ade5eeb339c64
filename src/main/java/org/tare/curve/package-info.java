/**
 * Maps of one number. A curve has an inverse, a text that a person can read, and a form in Spark SQL that gives the same bits.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.curve.Curve}</td><td>apply a curve to a number or a column, and invert it</td></tr>
 * <tr><td>{@link org.tare.curve.Affine}</td><td>shift and stretch: {@code y = y0 + (x - x0) / dx * dy}</td></tr>
 * <tr><td>{@link org.tare.curve.Curves}</td><td>draw the line that meets two points exactly; read a curve from its
 * text</td></tr>
 * <tr><td>{@link org.tare.curve.Chain}, {@link org.tare.curve.Clipped}</td><td>apply one curve after another; hold results
 * within a range</td></tr>
 * <tr><td>{@link org.tare.curve.Fill}, {@link org.tare.curve.Missing}</td><td>put a value where there is none, or tell where
 * that is</td></tr>
 * <tr><td>{@link org.tare.curve.Knots}, {@link org.tare.curve.Normal}</td><td>bring values to a uniform distribution, and from
 * there to a normal one</td></tr>
 * <tr><td>{@link org.tare.curve.Power}, {@link org.tare.curve.Elementary}</td><td>make a distribution symmetric: power
 * transforms and logarithms</td></tr>
 * <tr><td>{@link org.tare.curve.Bins}</td><td>number the bins in which values lie</td></tr>
 * <tr><td>{@link org.tare.curve.AffineKernel}</td><td>apply a line to each element of a row, fast</td></tr>
 * </table>
 */
package org.tare.curve;
