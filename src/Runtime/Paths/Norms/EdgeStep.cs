using System;
using NetSpec.Runtime.Graphs;
using NetSpec.Runtime.Paths.Arithmetic;

namespace NetSpec.Runtime.Paths.Norms;

/// <summary>A layer edge by edge, with an exponent for each neuron until the layer is done.</summary>
internal static class EdgeStep
{
    public static LayerValues Run<TArithmetic>(Layer layer, LayerValues[] operands, SweepContext<TArithmetic> context)
        where TArithmetic : struct, IPathArithmetic
    {
        var result = LayerValues.Constant(layer.Shape.Channels, layer.Shape.Height * layer.Shape.Width, 0);
        var visitor = new Visitor<TArithmetic>(operands, result, context);
        layer.VisitEdges(ref visitor);
        visitor.AddBiases(layer);
        visitor.Align();
        return result;
    }

    private struct Visitor<TArithmetic> : IEdgeVisitor
        where TArithmetic : struct, IPathArithmetic
    {
        private readonly LayerValues[] _operands;
        private readonly LayerValues _result;
        private readonly SweepContext<TArithmetic> _context;
        private readonly long[] _exponents;
        private double _constant;
        private double _constantPower;
        private long _constantExponent;

        public Visitor(LayerValues[] operands, LayerValues result, SweepContext<TArithmetic> context)
        {
            (_operands, _result, _context) = (operands, result, context);
            _exponents = new long[result.Data.Length];
            Array.Fill(_exponents, LayerValues.Nothing);
        }

        public void Edge(int target, int operand, int source, int parameter, double constant)
        {
            var values = _operands[operand];
            var value = values.Data[source];
            if (value == 0)
                return;

            double weight;
            long exponent;
            if (parameter >= 0)
            {
                weight = _context.Power.Of(_context.Theta[parameter], out exponent);
            }
            else
            {
                // Frozen edges come in long runs of one constant.
                if (constant != _constant)
                {
                    _constantPower = _context.Power.Of(constant, out _constantExponent);
                    _constant = constant;
                }

                (weight, exponent) = (_constantPower, _constantExponent);
            }

            if (weight != 0)
                Add(target, weight * value, exponent + values.Exponents[values.Pixels == 1 ? source : source / values.Pixels]);
        }

        public void AddBiases(Layer layer)
        {
            for (var neuron = 0; neuron < _exponents.Length; neuron++)
            {
                var bias = _context.Bias(layer, neuron, out var exponent);
                if (bias != 0)
                    Add(neuron, bias, exponent);
            }
        }

        /// <summary>One exponent a channel.</summary>
        public readonly void Align()
        {
            for (var channel = 0; channel < _result.Exponents.Length; channel++)
            {
                var first = channel * _result.Pixels;
                var common = LayerValues.Nothing;
                for (var i = 0; i < _result.Pixels; i++)
                {
                    common = Math.Max(common, _exponents[first + i]);
                }

                var isDeep = false;
                var values = _result.Channel(channel);
                for (var i = 0; i < values.Length; i++)
                {
                    if (_exponents[first + i] == common)
                        continue;

                    isDeep |= values[i] != 0 && common - ChannelRange.Depth > _exponents[first + i];
                    values[i] = ChannelRange.Scale(values[i], _exponents[first + i] - common);
                }

                _context.Settle(_result, channel, common, isDeep);
            }
        }

        private readonly void Add(int target, double term, long exponent)
        {
            ref var sum = ref _result.Data[target];
            ref var common = ref _exponents[target];
            if (exponent > common)
            {
                sum = ChannelRange.Scale(sum, common - exponent);
                common = exponent;
            }
            else if (exponent < common)
            {
                term = ChannelRange.Scale(term, exponent - common);
            }

            sum = _context.Arithmetic.Add(sum, term);
        }
    }
}
