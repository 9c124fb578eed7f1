package io.github.containerd4j.benchmarks.handling;

import java.nio.file.Path;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.benchmarks.Ctr;

/**
 * What all lines work with.
 *
 * @param ctr the daemon's command
 * @param namespace the namespace that all is done in
 * @param image the name of an unpacked busybox
 * @param directory a directory of this run alone, which is deleted afterwards
 */
record Setting(Ctr ctr, Namespace namespace, String image, Path directory) {

}
