namespace NetSpec.Runtime.Graphs;

/// <summary>An edge into a <see cref="Layers.Neuron"/>.</summary>
public readonly record struct Edge
{
    private Edge(int operand, int source, int parameter, double constant)
    {
        (Operand, Source, Parameter, Constant) = (operand, source, parameter, constant);
    }

    /// <summary>Which of <see cref="Layer.Inputs"/> it comes from.</summary>
    public int Operand { get; }

    /// <summary>The neuron it leaves, an index in that operand.</summary>
    public int Source { get; }

    /// <summary>Index in the parameter store of its weight; -1 for a frozen edge.</summary>
    public int Parameter { get; }

    /// <summary>The weight of a frozen edge; 0 for a free one.</summary>
    public double Constant { get; }

    /// <summary>An edge whose weight is a parameter.</summary>
    public static Edge Free(int operand, int source, int parameter) => new(operand, source, parameter, 0);

    /// <summary>An edge whose weight is a constant of the architecture.</summary>
    public static Edge Frozen(int operand, int source, double constant) => new(operand, source, -1, constant);
}
