package org.tare.export.onnx;

/** How a kind of layer is written as operators. */
interface LayerForm {
    /** Writes what the layer makes of x in inference. */
    Tensor write(LayerSource layer, Tensor x);
}
