/**
 * Numbers of plain Parquet files, page by page: each page is decompressed into memory that is used again, and read from there
 * into the blocks that are summed. Files, row groups, pages and codecs are parquet-java's; what stands in a page is read here.
 */
package org.tare.spark.parquet;
