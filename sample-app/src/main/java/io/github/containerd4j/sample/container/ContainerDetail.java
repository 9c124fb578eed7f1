package io.github.containerd4j.sample.container;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the page shows of one container besides what the tree has.
 *
 * @param declared what is declared, and how its probes do; {@code null} if it is not
 * declared
 * @param limits what it may use, in words
 * @param addresses its addresses
 * @param log the last lines of its log; empty if it has none
 * @param changes whether a command may be run in it
 */
record ContainerDetail(@Nullable DeclaredNode declared, Map<String, String> limits, List<String> addresses,
		List<String> log, boolean changes) {

}
