package dev.nightmask.lambda.nightly;

import dev.nightmask.failure.Defect;
import dev.nightmask.lambda.aws.Cloud;
import dev.nightmask.lambda.settings.Settings;
import dev.nightmask.lambda.telemetry.Line;
import dev.nightmask.lambda.telemetry.Log;
import dev.nightmask.snapshot.OrderlyStop;
import dev.nightmask.snapshot.night.Night;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// The same run as a Fargate task, for a night that takes longer than a function may.
public final class NightlyTask {
    /// The night to go on with, for example `2026-11-21`.
    static final String NIGHT = "NIGHTMASK_NIGHT";

    /// The epoch in which the function held it.
    static final String EPOCH = "NIGHTMASK_EPOCH";

    private NightlyTask() {}

    public static void main(String[] unusedArguments) {
        OrderlyStop stop = OrderlyStop.install(Thread.currentThread());
        int status = run(Cloud.ofProcess(), stop);
        if (stop.remove()) {
            System.exit(status);
        }
    }

    private static int run(Cloud cloud, BooleanSupplier stopping) {
        String run = "task-" + HexFormat.of().toHexDigits(cloud.random().nextInt());
        Log log = new Log(cloud.out(), cloud.clock(), "nightly", run);
        try {
            NightlySettings settings = NightlySettings.read(cloud.environment());
            Settings handedOver = new Settings(cloud.environment());
            Supplier<LocalDate> date = handedOver.required(NIGHT, LocalDate::parse);
            Supplier<Integer> epoch = handedOver.required(EPOCH, Integer::parseInt);
            handedOver.check();
            new Nightly(settings, cloud, log, stopping).goOn(new Night(settings.name(), date.get()), epoch.get());
            return 0;
        } catch (RuntimeException | Error e) {
            log.error(Line.of("task ended", Defect.of(e)));
            return Defect.of(e).failure().exitStatus();
        }
    }
}
