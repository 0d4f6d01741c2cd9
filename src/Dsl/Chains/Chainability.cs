using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Chains;

/// <summary>
/// Whether a chain is chainable: K_1, applied after K_2, is chainable with it when a_1 divides a_2, d_2 divides d_1, and
/// a_1·c_1/a_2 = b_2·d_2/d_1 is whole, and a chain is when all neighbours are. Its product is then Kronecker-sparse, and a
/// matrix can be factorised into it with guarantees (docs/language.md, Sparse chains). A chain whose transpose is chainable is as good.
/// </summary>
/// <param name="Obstacle">What keeps the chain from being chainable, null when it is.</param>
/// <param name="TransposeObstacle">What keeps its transpose from being chainable, null when it is.</param>
internal sealed record Chainability(string? Obstacle, string? TransposeObstacle)
{
    /// <summary>Whether the chain is chainable.</summary>
    public bool Holds => Obstacle is null;

    /// <summary>Whether the chain or its transpose is chainable.</summary>
    public bool HoldsEitherWay => Obstacle is null || TransposeObstacle is null;

    /// <summary>What is true of a chain.</summary>
    public static Chainability Of(FactorChain chain) => new(Find(chain.Factors, Direct), Find(chain.Factors, OfTransposes));

    private delegate string? Test(KsPattern first, KsPattern second);

    private static string? Find(EquatableArray<KsPattern> factors, Test test)
    {
        for (var i = 1; i < factors.Count; i++)
        {
            if (test(factors[i - 1], factors[i]) is { } obstacle)
            {
                return $"{factors[i - 1]} -> {factors[i]}: {obstacle}";
            }
        }

        return null;
    }

    private static string? Direct(KsPattern first, KsPattern second) =>
        Divides("a", second.A, first.A) ?? Divides("d", first.D, second.D) ?? Whole((long)second.A * second.C, first.A);

    private static string? OfTransposes(KsPattern first, KsPattern second) =>
        Divides("a", first.A, second.A) ?? Divides("d", second.D, first.D) ?? Whole((long)first.A * first.B, second.A);

    private static string? Divides(string name, int divisor, int number) =>
        number % divisor == 0 ? null : $"{name} = {Rules.Text(divisor)} does not divide {name} = {Rules.Text(number)}";

    private static string? Whole(long product, long divisor) =>
        product % divisor == 0 ? null : $"r = {Rules.Text(product)}/{Rules.Text(divisor)} is not whole";
}
