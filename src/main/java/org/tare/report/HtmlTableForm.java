package org.tare.report;

import org.apache.spark.sql.Dataset;
import org.tare.spark.stage.TextForm;

/** The form {@code htmlTable}: the {@linkplain HtmlReport#shortForm() first features}, or the layers, for a notebook. */
public final class HtmlTableForm implements TextForm {
    @Override
    public String name() {
        return "htmlTable";
    }

    @Override
    public String of(Object learned, Dataset<?> data) {
        return HtmlForm.report(learned, data).shortForm();
    }
}
