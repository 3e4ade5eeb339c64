/**
 * Fitted models without Spark: what a saved scaler, network or pipeline does to a row, as a plan that can be applied here,
 * written as JSON, and turned into other forms by {@code org.tare.export}.
 *
 * <table>
 * <caption>What is here</caption>
 * <tr><th>type</th><th>use it to</th></tr>
 * <tr><td>{@link org.tare.scoring.Scoring}</td><td>load a saved model and apply it to rows</td></tr>
 * <tr><td>{@link org.tare.scoring.ScoringPlan}</td><td>hold what a model does, step by step, and write it as JSON</td></tr>
 * <tr><td>{@link org.tare.scoring.Step}</td><td>tell the kinds of steps: {@link org.tare.scoring.ScaleStep},
 * {@link org.tare.scoring.AssembleStep}, {@link org.tare.scoring.NormStep}, {@link org.tare.scoring.NetworkStep},
 * {@link org.tare.scoring.LabelStep}; each reads and writes a {@link org.tare.scoring.Port}</td></tr>
 * <tr><td>{@link org.tare.scoring.PlanBuilder}</td><td>make a plan of stages</td></tr>
 * </table>
 */
package org.tare.scoring;
