package org.tare.scan;

import java.io.Serializable;
import java.util.List;

/** What is to be told of the statistics of a group; it runs on executors too. */
public interface GroupCells extends Serializable {
    /** The cells behind the key. */
    List<Object> of(List<Object> key, DatasetStatistics statistics);
}
