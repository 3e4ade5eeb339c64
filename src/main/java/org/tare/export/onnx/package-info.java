/**
 * ONNX of a plan: {@link org.tare.export.onnx.OnnxExport} writes a file, whose graph {@code OnnxPlan} makes step by step. A step
 * of a curve is a case of {@code StepOperators}, {@code ListedSteps} or {@code Powers}; a layer is a form in {@code OnnxLayers},
 * one method that reads the layer's options and weights and adds operators. What has no form is refused by name.
 *
 * <p>All arithmetic is that of the curves and layers themselves, in double unless float is asked for. Where ONNX has an operator
 * that runtimes know in float only, such as a convolution, it is written as operators that they know in both.
 */
package org.tare.export.onnx;
