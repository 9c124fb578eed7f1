package io.github.containerd4j.network;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A network plugin failed, could not be run, or did not end in time. The {@link #code()
 * code} is the class of the failure as far as it is known.
 *
 * @since 0.1.0
 */
public class CniException extends ContainerdException {

	private static final long serialVersionUID = 1L;

	private final String plugin;

	private final int pluginCode;

	private final String details;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line, including the plugin's own text
	 * @param failure what was tried
	 * @param plugin the type of the plugin
	 * @param pluginCode the number that the plugin gave; 0 if it gave none
	 * @param details what the plugin said in addition; empty for nothing
	 * @param cause the cause, if any
	 */
	public CniException(String message, Failure failure, String plugin, int pluginCode, String details,
			@Nullable Throwable cause) {
		super(message, failure, cause);
		this.plugin = plugin;
		this.pluginCode = pluginCode;
		this.details = details;
	}

	static CniException of(CniCommand command, String network, String plugin, ErrorCode code, String reason,
			@Nullable Throwable cause) {
		Failure failure = new Failure("CNI " + command, "network", network, null, code);
		return new CniException(message(failure, plugin, reason), failure, plugin, 0, "", cause);
	}

	static CniException answered(CniCommand command, String network, String plugin, PluginError error) {
		Failure failure = new Failure("CNI " + command, "network", network, null, error.errorCode());
		String details = error.details().isEmpty() ? "" : ": " + error.details();
		String reason = error.message() + details + " (code " + error.code() + ")";
		return new CniException(message(failure, plugin, reason), failure, plugin, error.code(), error.details(), null);
	}

	private static String message(Failure failure, String plugin, String reason) {
		return failure.describe() + ": plugin " + plugin + ": " + reason;
	}

	/**
	 * The type of the plugin, which is the name of its file.
	 * @return the type
	 */
	public String plugin() {
		return this.plugin;
	}

	/**
	 * The number that the plugin gave: 1 to 99 are those of the CNI specification, others
	 * are its own.
	 * @return the number; 0 if it gave none
	 */
	public int pluginCode() {
		return this.pluginCode;
	}

	/**
	 * What the plugin said in addition to its message.
	 * @return the details; empty for nothing
	 */
	public String details() {
		return this.details;
	}

}
