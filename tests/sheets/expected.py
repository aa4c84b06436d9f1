NOUN = (
    {k: "project" for k in ("money", "money-refused", "readings", "reading-twice")}
    | {k: "chair" for k in ("flags", "flags-refused", "chairs", "chairs-overlap")}
    | {
        k: "activity"
        for k in "several-units-in-a-cell several-units-refused names-known names-legal-form names-ambiguous names-similar names-part reference-by-credit-code attendance-twice".split()
    }
    | {k: "fund" for k in ("equal-ledger-rows", "ledger", "ledger-overdrawn")}
)
