using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;

namespace NetSpec.Dsl.Ops;

/// <summary>
/// The arguments of one call, as the op or chain that is called reads them. What is wrong or unknown is reported by the
/// reader, once, and read as some harmless value; what is made from it is then dropped.
/// </summary>
internal interface IOpArguments
{
    /// <summary>The shape of the operand, null when it is unknown.</summary>
    Shape? Input { get; }

    /// <summary>How messages call the operand: <c>'hidden'</c>.</summary>
    string Operand { get; }

    /// <summary>Whether the next stage of the chain is a batch-norm, which makes a bias superfluous.</summary>
    bool BeforeBatchNorm { get; }

    /// <summary>Whether all that was read so far was there and right.</summary>
    bool IsSound { get; }

    bool Has(string name);

    /// <summary>Whether the argument is the word that its <see cref="ArgumentSpec"/> allows.</summary>
    bool IsWord(string name);

    int Integer(string name, int standard = 1);

    Extent Extent(string name, Extent standard);

    Padding Padding(string name);

    Ends Ends(string name);

    /// <summary>The shape that stands as an argument; null when it is wrong.</summary>
    Shape? Dimensions(string name);

    bool Flag(string name, bool standard);

    double Number(string name, double standard);

    /// <summary>Reports a problem at the argument, or at the call where it was left out.</summary>
    void Fail(string name, ProblemCode code, string message);
}
