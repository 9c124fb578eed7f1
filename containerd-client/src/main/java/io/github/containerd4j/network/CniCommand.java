package io.github.containerd4j.network;

/**
 * What a plugin is asked to do.
 */
enum CniCommand {

	ADD, CHECK, DEL, STATUS, GC, VERSION

}
