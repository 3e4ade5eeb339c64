package org.tare.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;
import org.tare.nn.core.Shape;
import org.tare.nn.layer.Layers;
import org.tare.nn.text.Term;
import org.tare.nn.text.TermParser;

/** Layers for the laws that hold of every layer, each with the shape of its input; every word stands in one at least. */
public class LayerExamplesTest {
    private static final String EXAMPLES = """
            dense(4)                                                     | 3
            dense(4, bias=false)                                         | 3
            sigmoid                                                      | 3
            tanh                                                         | 3
            relu                                                         | 3
            dropout(0.4)                                                 | 6
            flatten                                                      | 2,2,3
            residual(dense(5) tanh dense(3))                             | 3
            residual(residual(tanh) sigmoid)                             | 3
            masked(dense(4) batchNorm tanh dense(2))                     | 3,2
            masked(batchNorm) masked(layerNorm) dense(2)                 | 2,3
            conv2d(3, 2)                                                 | 3,4,2
            conv2d(2, 3, stride=2, padding=1)                            | 4,5,2
            conv2d(2, 2, bias=false)                                     | 2,3,1
            conv2d(2, 1x3, stride=2x1, padding=0x1)                      | 3,4,2
            conv2d(2, 3x1, padding=same)                                 | 4,3,1
            conv2d(2, 3, stride=2, padding=same)                         | 4,5,1
            concat(dense(2) tanh | dense(3) | sigmoid)                   | 3
            concat(conv2d(2, 1) | maxPool(3, stride=1, padding=1) | )    | 3,4,2
            residual(conv2d(3, 3, stride=2, padding=1) | conv2d(3, 1, stride=2) batchNorm) | 4,4,2
            dense(4) auxiliary(dense(3) batchNorm tanh dense(2)) sigmoid dense(2) | 3
            auxiliary(dense(4), weight=2) concat(auxiliary(dense(4)) dense(2) | dense(2)) | 3
            repeat(2, dense(3) tanh)                                     | 3
            repeat(2, residual(repeat(2, dense(3) batchNorm tanh)))      | 3
            globalAvgPool                                                | 3,2,2
            globalAvgPool                                                | 3,2
            globalMaxPool                                                | 3,2,2
            globalMaxPool(masked=false)                                  | 3,2
            rnn(3)                                                       | 4,2
            rnn(2, output=all, norm=batchNorm, masked=false) globalMaxPool | 3,2
            gru(3)                                                       | 3,2
            gru(2, norm=batchNorm(momentum=0.3), output=all) gru(2)      | 3,2
            gru(2, norm=layerNorm)                                       | 3,2
            lstm(2)                                                      | 3,2
            lstm(2, norm=batchNorm(statistics=local), output=all)        | 3,2
            bidirectional(lstm(2, norm=batchNorm))                       | 3,2
            bidirectional(gru(2, output=all)) globalAvgPool              | 3,2
            avgPool(3, stride=1, padding=1)                              | 3,4,2
            avgPool(3, stride=2, padding=same, countPadding=false)       | 4,3,2
            maxPool(2)                                                   | 4,4,2
            maxPool(3, stride=1)                                         | 4,5,1
            avgPool(2)                                                   | 4,5,2
            avgPool(2, stride=1)                                         | 3,3,2
            batchNorm                                                    | 3
            batchNorm                                                    | 2,3,2
            batchNorm(statistics=local)                                  | 3
            batchNorm(affine=false, eps=0.1)                             | 3
            reshape(2, 3) masked(batchNorm)                              | 6
            batchRenorm(rmax=1, dmax=0)                                  | 3
            layerNorm                                                    | 5
            layerNorm                                                    | 2,2,3
            layerNorm(affine=false)                                      | 4
            rmsNorm                                                      | 5
            rmsNorm(beta=true, eps=0.1)                                  | 4
            conv2d(3, 2) batchNorm relu maxPool(2) flatten dense(2)      | 5,5,1
            """;

    public static Stream<Arguments> all() {
        return EXAMPLES.lines().map(line -> {
            String example = line.substring(0, line.lastIndexOf('|'));
            int[] dimensions = Arrays.stream(
                            line.substring(example.length() + 1).strip().split(",", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return Arguments.of(example.strip(), Shape.of(dimensions));
        });
    }

    @Test
    void every_layer_stands_in_an_example() {
        Set<String> named = new TreeSet<>();
        all().forEach(example -> addNames(TermParser.parse((String) example.get()[0]), named));
        assertThat(named).containsAll(Layers.names());
    }

    private static void addNames(List<Term> terms, Set<String> into) {
        for (Term term : terms) {
            into.add(term.name());
            addNames(term.unkeyed(), into);
        }
    }
}
