package io.github.containerd4j.sample.container;

import java.util.List;
import java.util.Map;

/**
 * What the page shows of a container that the application declares.
 *
 * @param namespace the namespace
 * @param id the identifier
 * @param phase how far the starter has brought it
 * @param health what its probes say together; empty if it has none
 * @param probes the states of its probes, by name
 * @param addresses its addresses
 * @param ports the ports of the machine that lead to it, as
 * {@code 127.0.0.1:20080 to 8080/tcp}
 */
public record DeclaredNode(String namespace, String id, String phase, String health, Map<String, String> probes,
		List<String> addresses, List<String> ports) {

}
