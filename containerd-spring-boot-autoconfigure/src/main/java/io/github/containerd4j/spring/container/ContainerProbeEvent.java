package io.github.containerd4j.spring.container;

import io.github.containerd4j.probe.ProbeStatus;

/**
 * An application event: the state of a declared container's probe has changed. Published
 * on the probe's thread.
 *
 * @param namespace the namespace
 * @param container the identifier of the container
 * @param probe the name of the probe
 * @param before what it knew
 * @param after what it knows now
 * @since 0.1.0
 */
public record ContainerProbeEvent(String namespace, String container, String probe, ProbeStatus before,
		ProbeStatus after) {

}
