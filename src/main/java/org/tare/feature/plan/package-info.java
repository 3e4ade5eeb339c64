/**
 * From fitted features to columns: which column becomes which, how a projection computes the results, and how a model is
 * printed and stored. For the stages in {@link org.tare.feature}, not for users.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>types</th><th>what they are</th></tr>
 * <tr><td>{@link org.tare.feature.plan.FittedScaler}, {@link org.tare.feature.plan.FittedColumn},
 * {@link org.tare.feature.plan.FittedFeature}</td><td>what a model holds, in three levels</td></tr>
 * <tr><td>{@link org.tare.feature.plan.ColumnMapping}, {@link org.tare.feature.plan.OutputColumns}</td><td>names, places and
 * metadata of results</td></tr>
 * <tr><td>{@link org.tare.feature.plan.Projection}, {@link org.tare.feature.plan.CurveKernel},
 * {@link org.tare.feature.plan.Norm}</td><td>the transform: of columns in one projection, of vectors and arrays row by
 * row</td></tr>
 * <tr><td>{@link org.tare.feature.plan.InvalidRows}</td><td>what becomes of rows with null or NaN</td></tr>
 * <tr><td>{@link org.tare.feature.plan.FeatureTable}, {@link org.tare.feature.plan.ModelText},
 * {@link org.tare.feature.plan.SqlText}</td><td>a model as a table, as the JSON on disk, and as SQL</td></tr>
 * </table>
 */
package org.tare.feature.plan;
