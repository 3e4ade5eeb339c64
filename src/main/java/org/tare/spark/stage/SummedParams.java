package org.tare.spark.stage;

import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLWriter;

/** A stage of parameters alone, which Spark saves as metadata; {@link Checksums} lie beside them. */
public interface SummedParams extends DefaultParamsWritable, Params {
    @Override
    default MLWriter write() {
        return StageFiles.writer(this);
    }
}
