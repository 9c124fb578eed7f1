package io.github.containerd4j.sample.demo;

import java.util.List;
import java.util.Map;

/**
 * A container of the demonstration.
 *
 * @param namespace the namespace
 * @param id the identifier
 * @param script what its shell runs
 * @param labels its labels
 */
record DemoContainer(String namespace, String id, String script, Map<String, String> labels) {

	/** The label of containers that are started again when they end. */
	static final String RESTART_LABEL = "sample.containerd4j/restart";

	static List<DemoContainer> all() {
		return List.of(
				new DemoContainer("default", "counter",
						"n=0; while :; do n=$((n+1)); echo $n > /tmp/count; sleep 1; done",
						Map.of("app.kubernetes.io/name", "counter", "team", "platform")),
				new DemoContainer("default", "migration", "echo 3 > /tmp/schema; exit 0",
						Map.of("app.kubernetes.io/name", "migration", "job", "once")),
				new DemoContainer("demo", "shop", "exec httpd -f -p 8080 -h /tmp",
						Map.of("app.kubernetes.io/name", "shop", "app.kubernetes.io/version", "2.4.1", "tier",
								"frontend")),
				new DemoContainer("demo", "worker", "sleep 20; exit 3",
						Map.of("app.kubernetes.io/name", "worker", "tier", "backend", RESTART_LABEL, "always")),
				new DemoContainer("k8s.io", "6f2b9d41c0aa", "exec sleep 1000000",
						Map.of("io.kubernetes.pod.name", "coredns-7c65d6cfc9-x2x9q", "io.kubernetes.pod.namespace",
								"kube-system", "io.kubernetes.container.name", "coredns", "io.cri-containerd.kind",
								"container")));
	}

}
