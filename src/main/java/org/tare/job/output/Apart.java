package org.tare.job.output;

import java.util.ArrayList;
import java.util.List;

/** Whether a job's outputs leave each other, and what it reads, alone. */
final class Apart {
    private Apart() {}

    /**
     * Refuses places that lie in each other, that would replace what is read, or that lie in it.
     *
     * @param inputs as they were named, perhaps by a pattern
     * @param files what was found there
     * @throws IllegalArgumentException naming both
     */
    static void require(List<Place> outputs, List<Place> inputs, List<Place> files) {
        for (int i = 0; i < outputs.size(); i++) {
            List<Place> others = new ArrayList<>(outputs);
            others.remove(i);
            others.addAll(inputs);
            others.addAll(files);
            for (Place other : others) {
                if (outputs.get(i).holds(other)) {
                    throw new IllegalArgumentException(
                            "Output '" + outputs.get(i).given() + "' would replace '" + other.given()
                                    + "', which the job also reads or writes; name another.");
                }
            }
            for (Place input : inputs) {
                if (input.holds(outputs.get(i)) || input.names(outputs.get(i))) {
                    throw new IllegalArgumentException(
                            "Output '" + outputs.get(i).given() + "' lies in '" + input.given()
                                    + "', which would be read with it from then on; name a place outside of it.");
                }
            }
        }
    }
}
