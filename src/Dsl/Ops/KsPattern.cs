namespace NetSpec.Dsl.Ops;

/// <summary>
/// The pattern (a, b, c, d) of a Kronecker-sparse factor as <c>ks</c> states it in a spec: support I_a ⊗ 1_{b×c} ⊗ I_d (thesis, Section 5.1). Its
/// sizes may be more than any value holds, which is then the spec's problem; the runtime's KroneckerPattern is one of a matrix in memory.
/// </summary>
public readonly record struct KsPattern(int A, int B, int C, int D)
{
    /// <summary>a·c·d features in.</summary>
    public long Columns => (long)A * C * D;

    /// <summary>a·b·d features out.</summary>
    public long Rows => (long)A * B * D;

    /// <summary>a·b·c·d non-zeros, stored as (a, b, c, d): as many multiplications for one sample.</summary>
    public long NonZeros => (long)A * B * C * D;

    /// <summary>The share of entries that may be other than zero, 1/(a·d).</summary>
    public decimal Density => 1 / ((decimal)A * D);

    /// <summary>
    /// Memory rewritings a multiplication, (b + c)/(b·c): where it is large, multiplications do not decide the time (thesis, Equation (5.2)).
    /// </summary>
    public decimal Rewritings => ((decimal)B + C) / ((decimal)B * C);

    /// <summary>What stands for the energy of these rewritings, d·(b + c)/(b·c) (thesis, Section 5.4).</summary>
    public decimal RewritingEnergy => D * Rewritings;

    /// <summary>Whether every input reaches every output: a = d = 1.</summary>
    public bool IsDense => A == 1 && D == 1;

    /// <summary>The pattern of the transposed factor.</summary>
    public KsPattern Transposed => new(A, C, B, D);

    /// <summary>The factor as a spec spells it: <c>ks(6, 64, 64, 1)</c>.</summary>
    public override string ToString() => $"ks({Rules.Text(A)}, {Rules.Text(B)}, {Rules.Text(C)}, {Rules.Text(D)})";
}
