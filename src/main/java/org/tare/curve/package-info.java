/**
 * Maps of one number that know their inverse, a text that a person can read, and the same arithmetic as Spark SQL.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.curve.Curve}</td><td>apply, invert, clip, chain, write and read any curve; draw the line
 * through two points exactly</td></tr>
 * <tr><td>{@link org.tare.curve.Affine}</td><td>shift and stretch: {@code y = y0 + (x - x0) / dx * dy}</td></tr>
 * <tr><td>{@link org.tare.curve.AffineKernel}</td><td>apply a line to each element of a row, fast</td></tr>
 * </table>
 */
package org.tare.curve;
