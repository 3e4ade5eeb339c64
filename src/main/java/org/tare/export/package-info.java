/**
 * Fitted models in the forms of others: {@link org.tare.export.ModelExport} writes a scaler, a network or a pipeline of them
 * as ONNX, as JSON for {@link org.tare.scoring.Scoring} and Python, and scalers as SQL. {@link org.tare.export.StagePlans}
 * turns stages into the plan that all but SQL is made of; how that becomes ONNX stands in {@link org.tare.export.onnx}.
 */
package org.tare.export;
