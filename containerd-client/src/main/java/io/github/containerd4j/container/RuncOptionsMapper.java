package io.github.containerd4j.container;

import io.github.containerd4j.proto.runc.v1.Options;
import io.github.containerd4j.proto.runc.v1.OptionsOrBuilder;
import io.github.containerd4j.rpc.Protos;

/**
 * Between the options of the wire and those of the API.
 */
final class RuncOptionsMapper {

	private RuncOptionsMapper() {
	}

	static RuncOptions toOptions(OptionsOrBuilder options) {
		return new RuncOptions(options.getNoPivotRoot(), options.getNoNewKeyring(),
				Protos.emptyToNull(options.getShimCgroup()), options.getIoUid(), options.getIoGid(),
				Protos.emptyToNull(options.getBinaryName()), Protos.emptyToNull(options.getRoot()),
				options.getSystemdCgroup(), Protos.emptyToNull(options.getCriuPath()),
				Protos.emptyToNull(options.getCriuImagePath()), Protos.emptyToNull(options.getCriuWorkPath()),
				Protos.emptyToNull(options.getTaskApiAddress()), options.getTaskApiVersion());
	}

	static Options toProto(RuncOptions options) {
		Options.Builder proto = Options.newBuilder()
			.setNoPivotRoot(options.noPivotRoot())
			.setNoNewKeyring(options.noNewKeyring())
			.setIoUid(options.ioUid())
			.setIoGid(options.ioGid())
			.setSystemdCgroup(options.systemdCgroup())
			.setTaskApiVersion(options.taskApiVersion());
		Protos.setIfPresent(options.shimCgroup(), proto::setShimCgroup);
		Protos.setIfPresent(options.binaryName(), proto::setBinaryName);
		Protos.setIfPresent(options.root(), proto::setRoot);
		Protos.setIfPresent(options.criuPath(), proto::setCriuPath);
		Protos.setIfPresent(options.criuImagePath(), proto::setCriuImagePath);
		Protos.setIfPresent(options.criuWorkPath(), proto::setCriuWorkPath);
		Protos.setIfPresent(options.taskApiAddress(), proto::setTaskApiAddress);
		return proto.build();
	}

}
