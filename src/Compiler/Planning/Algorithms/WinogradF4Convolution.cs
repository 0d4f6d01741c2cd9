namespace NetSpec.Compiler.Planning.Algorithms;

/// <summary>Winograd's F(4 x 4, 3 x 3): a quarter of the products, four times the weights.</summary>
internal sealed class WinogradF4Convolution : WinogradConvolution
{
    public override string Kernel => "Convolution.WinogradF4";

    protected override int Outputs => 4;

    protected override (double Input, double Output) Transforms => (3200, 2400);
}
