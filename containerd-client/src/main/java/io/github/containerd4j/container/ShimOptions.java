package io.github.containerd4j.container;

import com.google.protobuf.ByteString;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.proto.runtimeoptions.v1.Options;
import io.github.containerd4j.rpc.Protos;
import org.jspecify.annotations.Nullable;

/**
 * The options of shims that bring no type of their own, such as those of gVisor and Kata:
 * a configuration, as a file or in place.
 *
 * @param typeUrl what kind of configuration it is, in the shim's words; empty if the shim
 * does not ask
 * @param configPath the configuration's file on the daemon's host; {@code null} for none
 * @param configBody the configuration itself, since containerd 1.7; {@code null} for none
 * @since 0.1.0
 */
public record ShimOptions(String typeUrl, @Nullable String configPath, @Nullable String configBody) {

	private static final String TYPE = Options.getDescriptor().getFullName();

	/**
	 * A configuration in a file.
	 * @param typeUrl what kind of configuration it is
	 * @param path the absolute path on the daemon's host
	 * @return the options
	 */
	public static ShimOptions ofFile(String typeUrl, String path) {
		return new ShimOptions(typeUrl, path, null);
	}

	/**
	 * A configuration in place, since containerd 1.7.
	 * @param typeUrl what kind of configuration it is
	 * @param body the text, TOML as a rule
	 * @return the options
	 */
	public static ShimOptions ofText(String typeUrl, String body) {
		return new ShimOptions(typeUrl, null, body);
	}

	/**
	 * Reads the options of a container's record or of a task.
	 * @param options the options
	 * @return what they say
	 * @throws InvalidArgumentException if they are of another type
	 * @throws io.github.containerd4j.ContainerdException if the bytes cannot be read
	 */
	public static ShimOptions of(TypedValue options) {
		if (!options.messageName().equals(TYPE)) {
			throw InvalidArgumentException.of("shim options", options.typeUrl(), "expected the type " + TYPE);
		}
		Options proto = Protos.unpack(options, Options.parser());
		return new ShimOptions(proto.getTypeUrl(), Protos.emptyToNull(proto.getConfigPath()),
				Protos.emptyToNull(proto.getConfigBody().toStringUtf8()));
	}

	/**
	 * The options as containerd takes them.
	 * @return the value
	 */
	public TypedValue toTypedValue() {
		Options.Builder options = Options.newBuilder().setTypeUrl(this.typeUrl);
		Protos.setIfPresent(this.configPath, options::setConfigPath);
		Protos.setIfPresent(this.configBody, (body) -> options.setConfigBody(ByteString.copyFromUtf8(body)));
		return Protos.pack(options.build());
	}

}
