package org.tare.scan;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** What is to be told of a group that two scans saw, or one of them; it runs on executors too. */
public interface GroupPairCells extends Serializable {
    /** The cells behind the key; at least one of the two is there. */
    List<Object> of(Optional<DatasetStatistics> one, Optional<DatasetStatistics> other);
}
