namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>Winograd's F(2 x 2, 3 x 3): four ninths of the products, 1.8 times the weights.</summary>
internal sealed class WinogradF2Convolution : WinogradConvolution
{
    public override string Kernel => "Convolution.WinogradF2";

    protected override int Outputs => 2;

    protected override (double Input, double Output) Transforms => (1800, 1200);
}
