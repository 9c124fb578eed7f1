package io.github.containerd4j.network;

import com.google.gson.JsonObject;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.undo.Rollback;
import org.jspecify.annotations.Nullable;

/**
 * The plugins of one network, one after the other.
 */
final class CniChain {

	private final PluginRunner runner;

	private final CniNetwork network;

	private final CniTarget target;

	CniChain(PluginRunner runner, CniNetwork network, CniTarget target) {
		this.runner = runner;
		this.network = network;
		this.target = target;
	}

	/**
	 * Connects; each plugin gets the result of the one before it. If one fails, all
	 * disconnect again: also those behind it, which must tolerate that.
	 * @return the result of the last plugin
	 */
	JsonObject add() {
		JsonObject result = null;
		try {
			for (CniPlugin plugin : this.network.plugins()) {
				result = add(plugin, result);
			}
		}
		catch (CniException ex) {
			try {
				delete(result);
			}
			catch (CniException failure) {
				ex.addSuppressed(failure);
			}
			throw ex;
		}
		return (result != null) ? result : new JsonObject();
	}

	private JsonObject add(CniPlugin plugin, @Nullable JsonObject previous) {
		PluginCall call = PluginCall.of(CniCommand.ADD, this.network, plugin, this.target, previous);
		String output = this.runner.run(call);
		try {
			JsonView result = JsonView.parse("result", output);
			CniResultReader.read(result);
			return result.object();
		}
		catch (InvalidArgumentException ex) {
			throw call.failed(ErrorCode.DATA_LOSS, "it succeeded but its " + ex.getMessage() + "; it printed \""
					+ output.strip().substring(0, Math.min(200, output.strip().length())) + "\"", ex);
		}
	}

	/**
	 * Disconnects in reverse order. A plugin that fails does not keep the others from it.
	 * @param result what ADD gave; {@code null} if that is not known
	 * @throws CniException the first failure, with the others suppressed
	 */
	void delete(@Nullable JsonObject result) {
		JsonObject previous = CniVersion.hasCheck(this.network.cniVersion()) ? result : null;
		Rollback.all(this.network.plugins(), (plugin) -> this.runner
			.run(PluginCall.of(CniCommand.DEL, this.network, plugin, this.target, previous)));
	}

	/**
	 * Asks each plugin whether what it made is still there.
	 */
	void check(JsonObject result) {
		this.network.plugins()
			.forEach((plugin) -> this.runner
				.run(PluginCall.of(CniCommand.CHECK, this.network, plugin, this.target, result)));
	}

}
