package io.chimera.web.sign;

import io.chimera.core.signin.SignInStep;

/** What a sign-in wants, by name: for pages, and for programs. */
public enum StepKind {
    PREPARING,
    APPLICATION,
    PHONE,
    CODE,
    EMAIL,
    EMAIL_CODE,
    PASSWORD,
    SCAN,
    FINISHED,
    ENDED;

    public static StepKind of(SignInStep step) {
        return switch (step) {
            case SignInStep.Preparing _ -> PREPARING;
            case SignInStep.WantsApplication _ -> APPLICATION;
            case SignInStep.WantsPhone _ -> PHONE;
            case SignInStep.WantsCode _ -> CODE;
            case SignInStep.WantsEmail _ -> EMAIL;
            case SignInStep.WantsEmailCode _ -> EMAIL_CODE;
            case SignInStep.WantsPassword _ -> PASSWORD;
            case SignInStep.WantsScan _ -> SCAN;
            case SignInStep.Finished _ -> FINISHED;
            case SignInStep.Ended _ -> ENDED;
        };
    }
}
